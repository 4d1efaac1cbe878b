import { AdministersDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

// useIsAdministrator reports whether the viewer administers the installation. It returns false until that is read.
export const useIsAdministrator = () => useQuery(AdministersDocument, {}).data?.viewer.managesAccounts ?? false
